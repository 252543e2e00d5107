create table "case" (
  id     text primary key not null,
  record text not null,
  name   text generated always as (record ->> '$.name') virtual,
  scale_id text generated always as (record ->> '$.scale') stored
    references scale deferrable initially deferred,
  lead_id text generated always as (record ->> '$.lead') stored
    references editor deferrable initially deferred
) strict;
create index case_scale on "case" (scale_id);
create index case_lead on "case" (lead_id);
