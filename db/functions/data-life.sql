
-- Until grants.sql has run nobody but the owner may call what was made here.
revoke all on all functions in schema scoring, audit from public;
