create table anchor (
  id          text primary key not null,
  record      text not null,
  case_id     text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id    text generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  document_id text not null generated always as (record ->> '$.document') stored
    references document deferrable initially deferred,
  revision_id text not null generated always as (record ->> '$.revision') stored
    references revision deferrable initially deferred,
  from_id     text not null generated always as (record ->> '$.from') stored
    references revision deferrable initially deferred,
  passage_id  text generated always as (record ->> '$.subject.passage') stored
    references passage deferrable initially deferred,
  omission_id text generated always as (record ->> '$.subject.omission') stored
    references omission deferrable initially deferred,
  state       text not null generated always as (record ->> '$.state') stored,
  start       integer generated always as (record ->> '$.start') stored,
  "end"       integer generated always as (record ->> '$.end') stored
) strict;
create index anchor_case on anchor (case_id);
create index anchor_claim on anchor (claim_id);
create index anchor_document on anchor (document_id);
create index anchor_revision on anchor (revision_id, state);
create index anchor_from on anchor (from_id);
create unique index anchor_passage on anchor (passage_id, revision_id) where passage_id is not null;
create unique index anchor_omission on anchor (omission_id, revision_id) where omission_id is not null;
create view place (passage_id, claim_id, document_id, revision_id, start, "end", anchor_id) as
  select id, claim_id, document_id, revision_id, start, "end", null from passage
  union all
  select passage_id, claim_id, document_id, revision_id, start, "end", id from anchor
    where passage_id is not null and start is not null;
create view newest (document_id, revision_id, number) as
  select document_id, id, number from revision
    where not exists (select 1 from revision as later where later.document_id = revision.document_id and later.number > revision.number);
