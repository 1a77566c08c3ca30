-- Where a device is, beside the English of `place`, in Chinese; both are null or neither.
alter table session add column place_chinese text;
alter table security_event add column place_chinese text;
