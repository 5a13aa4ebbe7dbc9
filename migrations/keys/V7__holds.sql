-- Legal holds are about a party, one of its categories or one lot; which, stands where another "no"
-- names its purpose. Before each erasure they are looked through, and there are few of them.
create index no_ledger_hold on no_ledger (party_id, entry_id) where kind = 'hold' and lifted_ms is null;
