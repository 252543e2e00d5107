-- The Merkle tree over the hashes of the entries (RFC 6962): full subtrees alone. Derived, rebuilt with the projections.
create table node (
  level    integer not null,
  position integer not null,
  hash     blob not null,
  primary key (level, position)
) strict;
