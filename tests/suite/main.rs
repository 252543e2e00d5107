//! The suite: the core through its public face. One binary, one folder a theme.

mod commands;
mod files;
mod history;
mod queries;
mod tidy;
