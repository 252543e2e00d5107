-- The ledger: never updated, never deleted from. `docs/ledger.md` says how it is sealed.
create table entry (
  seq        integer primary key not null,
  id         text not null,
  device     text not null,
  device_seq integer not null,
  editor     text not null,
  at         text not null,
  operation  text not null,
  of         text,
  why        text,
  body       blob not null,
  salt       blob not null,
  commitment text not null,
  prev       text not null,
  hash       text not null
) strict;
create index entry_id on entry (id);
create index entry_device on entry (device, device_seq);
create index entry_editor on entry (editor, seq);
create index entry_operation on entry (operation, seq);
create index entry_at on entry (at);
create trigger entry_in_order before insert on entry
  when new.seq is not (select coalesce(max(seq), 0) + 1 from entry)
  begin select raise(abort, 'entries are appended in order'); end;
create trigger entry_not_updated before update on entry
  begin select raise(abort, 'the ledger is sealed'); end;
create trigger entry_not_deleted before delete on entry
  begin select raise(abort, 'the ledger is sealed'); end;

create table blob (
  id         text primary key not null,
  sha256     text not null,
  salt       blob not null,
  size       integer not null,
  media_type text not null
) strict;
create index blob_sha256 on blob (sha256);
-- `insert or replace` deletes without the trigger below, unless recursive triggers are on.
create trigger blob_not_replaced before insert on blob
  when exists (select 1 from blob where id = new.id)
  begin select raise(abort, 'the ledger is sealed'); end;
-- Erasing by law takes salt and plain hash, of bytes that an entry says are erased.
create trigger blob_not_updated before update on blob
  when not (exists (select 1 from erased where blob = old.id) and new.id = old.id and new.size = old.size
            and new.media_type = old.media_type and new.sha256 = '' and new.salt = x'')
  begin select raise(abort, 'the ledger is sealed'); end;
create trigger blob_not_deleted before delete on blob
  begin select raise(abort, 'the ledger is sealed'); end;

-- Bytes that were erased by law: the entry says by whom and why.
create table erased (
  blob text primary key not null,
  seq  integer not null
) strict;
create trigger erased_not_updated before update on erased
  begin select raise(abort, 'the ledger is sealed'); end;
create trigger erased_not_deleted before delete on erased
  begin select raise(abort, 'the ledger is sealed'); end;

create table chunk (
  blob  text not null references blob,
  n     integer not null,
  bytes blob not null,
  primary key (blob, n)
) strict;
create trigger chunk_not_replaced before insert on chunk
  when exists (select 1 from chunk where blob = new.blob and n = new.n)
  begin select raise(abort, 'the ledger is sealed'); end;
create trigger chunk_not_updated before update on chunk
  begin select raise(abort, 'the ledger is sealed'); end;
create trigger chunk_not_deleted before delete on chunk
  when not exists (select 1 from erased where blob = old.blob)
  begin select raise(abort, 'the ledger is sealed'); end;

-- Signed heads of the tree over the entries (C2SP tlog-checkpoint): made here, or signed by others too.
create table checkpoint (
  n    integer primary key not null,
  size integer not null,
  note text not null
) strict;
create index checkpoint_size on checkpoint (size);
create trigger checkpoint_in_order before insert on checkpoint
  when new.n is not (select coalesce(max(n), 0) + 1 from checkpoint)
  begin select raise(abort, 'checkpoints are appended in order'); end;
create trigger checkpoint_not_updated before update on checkpoint
  begin select raise(abort, 'the ledger is sealed'); end;
create trigger checkpoint_not_deleted before delete on checkpoint
  begin select raise(abort, 'the ledger is sealed'); end;

create table meta (
  key   text primary key not null,
  value text not null
) strict;
