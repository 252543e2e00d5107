-- Which rows each entry touched: derived from the entries, rebuilt with the projections.
create table touch (
  seq      integer not null,
  kind     text not null,
  id       text not null,
  case_id  text,
  claim_id text,
  number   integer
) strict;
create index touch_seq on touch (seq);
create index touch_id on touch (id, seq);
create index touch_case on touch (case_id, seq);
create index touch_claim on touch (claim_id, seq);
create index touch_number on touch (case_id, number) where number is not null;
