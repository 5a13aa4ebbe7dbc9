-- The figures of a month look at the requests of that month and at what was decided in it, and not at
-- all there ever were.

create index data_request_received on data_request (received_day, party_id, row_id);
create index data_request_decided on data_request_step (on_day, party_id, row_id) where deed = 'decided';
