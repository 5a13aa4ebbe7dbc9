//! The register as a whole, through its front door, on both engines.

#[cfg(test)]
mod access;
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod api;
#[cfg(test)]
mod api_caller;
#[cfg(test)]
mod api_export;
#[cfg(test)]
mod api_fields;
#[cfg(test)]
mod api_hostile;
#[cfg(test)]
mod api_import;
#[cfg(test)]
mod api_staff;
#[cfg(test)]
mod beside_fields;
#[cfg(test)]
mod beside_forms;
#[cfg(test)]
mod breaches;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod bytes;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod collected;
#[cfg(test)]
mod comparing;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod disclosures;
#[cfg(test)]
mod drafting;
#[cfg(test)]
mod drafting_two;
#[cfg(test)]
mod drafting_words;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod erasing_beside;
#[cfg(test)]
mod erasing_outside;
#[cfg(test)]
mod erasing_remainders;
#[cfg(test)]
mod exits;
#[cfg(test)]
mod exporting;
#[cfg(test)]
mod exporting_lists;
#[cfg(test)]
mod fields;
#[cfg(test)]
mod fields_far;
#[cfg(test)]
mod files;
#[cfg(test)]
mod fits;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod free_text;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod house;
#[cfg(test)]
mod import_language;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod informing;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod merging_ends;
#[cfg(test)]
mod merging_pairs;
#[cfg(test)]
mod moving_in;
#[cfg(test)]
mod no_marketing;
#[cfg(test)]
mod oversight;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod permissions_far;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod put_back;
#[cfg(test)]
mod records;
#[cfg(test)]
mod replacing;
#[cfg(test)]
mod restricted;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod retention_moment;
#[cfg(test)]
mod retention_queue;
#[cfg(test)]
mod retention_unused;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod rights_answers;
#[cfg(test)]
mod rights_anybody;
#[cfg(test)]
mod rights_bases;
#[cfg(test)]
mod rights_erased;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod running;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod silence;
#[cfg(test)]
mod sites;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod tags;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod unchanged;
#[cfg(test)]
mod undo;
#[cfg(test)]
#[path = "../shared/workbook.rs"]
mod workbook;
#[cfg(test)]
mod wrong;
