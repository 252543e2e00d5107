-- Which rows each entry touched: derived from the entries, rebuilt with the projections.
create table touch (
  seq      integer not null,
  kind     text not null,
  id       text not null,
  what     text not null, -- added, updated, removed
  case_id  text,
  claim_id text,
  number   integer
) strict;
create index touch_seq on touch (seq);
create index touch_id on touch (id, seq, kind, what);
create index touch_case on touch (case_id, seq);
create index touch_claim on touch (claim_id, seq);
create index touch_number on touch (case_id, number) where number is not null;
create index touch_removed on touch (seq) where what = 'removed';
create index touch_mark on touch (seq) where what = 'added' and kind in ('revision', 'verdict', 'sign_off');
