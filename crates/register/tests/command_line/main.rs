//! The program `seloste` as it is called: what it prints, its exit codes, and that whatever it
//! refuses leaves nothing half done.

#[cfg(test)]
mod asking;
#[cfg(test)]
mod breaches;
#[cfg(test)]
mod bringing_in;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod house;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod making;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod moving_in;
#[cfg(test)]
mod notice;
#[cfg(test)]
mod reached;
#[cfg(test)]
mod restored;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod serving;
#[cfg(test)]
mod setting_up;
#[cfg(test)]
mod staff;
#[cfg(test)]
mod taking_out;
#[cfg(test)]
mod told;
#[cfg(test)]
mod trail;
#[cfg(test)]
mod whole_register;
#[cfg(test)]
#[path = "../shared/workbook.rs"]
mod workbook;
