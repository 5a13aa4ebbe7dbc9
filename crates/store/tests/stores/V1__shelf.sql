-- Tables of the tests of `store` itself.
create table book (
  book_id bigint not null primary key,
  title text not null,
  cover bytea
);

create table loan (
  loan_id bigint not null primary key,
  book_id bigint not null references book (book_id),
  copies bigint not null check (copies > 0)
);
