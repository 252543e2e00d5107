create table rebuttal (
  id                 text primary key not null,
  record             text not null,
  case_id            text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id           text not null generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  target_evidence_id text generated always as (record ->> '$.target.evidence') stored
    references evidence deferrable initially deferred,
  target_rebuttal_id text generated always as (record ->> '$.target.rebuttal') stored
    references rebuttal deferrable initially deferred,
  status             text not null generated always as (record ->> '$.status') stored
) strict;
create index rebuttal_case on rebuttal (case_id);
create index rebuttal_claim on rebuttal (claim_id);
create index rebuttal_target_evidence on rebuttal (target_evidence_id);
create index rebuttal_target_rebuttal on rebuttal (target_rebuttal_id);
