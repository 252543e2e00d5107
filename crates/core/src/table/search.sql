create table search_row (
  row     integer primary key not null,
  kind    text not null,
  id      text not null,
  case_id text
) strict;
create unique index search_row_id on search_row (id);
create virtual table search using fts5(words, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2");
