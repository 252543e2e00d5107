//! The program itself, run as a person or a script runs it.

mod bombs;
mod desk;
mod documented;
mod drafts;
mod faults;
mod keep;
mod keyring;
mod library;
mod lines;
mod own_file;
mod prove;
mod stamps;
mod transfer;
mod verbs;
mod worker;
