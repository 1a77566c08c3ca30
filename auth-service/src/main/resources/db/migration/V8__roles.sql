-- A role includes those before it: an administrator is a teacher too.
update account set roles = '{administrator,student,teacher}' where 'administrator' = any (roles);
