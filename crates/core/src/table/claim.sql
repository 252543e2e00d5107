create table claim (
  id         text primary key not null,
  record     text not null,
  case_id    text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  number     integer not null generated always as (record ->> '$.number') stored,
  statement  text generated always as (record ->> '$.statement') virtual,
  work_state text not null generated always as (record ->> '$.work_state') stored,
  assignee_id text generated always as (record ->> '$.assignee') stored
    references editor deferrable initially deferred,
  part_of_id text generated always as (record ->> '$.part_of') stored
    references claim deferrable initially deferred,
  priority   integer not null generated always as (
    case record ->> '$.priority' when 'urgent' then 3 when 'high' then 2 when 'low' then 0 else 1 end) stored,
  deadline   text not null generated always as (coalesce(record ->> '$.deadline', '')) stored,
  same_as_id text generated always as (record ->> '$.same_as') stored
    references claim deferrable initially deferred
) strict;
create index claim_case on claim (case_id, number);
create index claim_case_state on claim (case_id, work_state, id);
create index claim_board on claim (case_id, work_state, priority, deadline, assignee_id, number, id);
create index claim_work on claim (work_state, priority, deadline, assignee_id, case_id, number, id);
create index claim_assignee on claim (assignee_id);
create index claim_part_of on claim (part_of_id);
create index claim_same_as on claim (same_as_id);
