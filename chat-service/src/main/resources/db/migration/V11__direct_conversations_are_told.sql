-- Other services know from now on which two people have a conversation: those that were there before are told of once.
INSERT INTO unpublished_membership (conversation_id, tried_at)
SELECT id, '-infinity' FROM conversation WHERE kind = 'direct';
