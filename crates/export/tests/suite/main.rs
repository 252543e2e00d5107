//! The reports of one small desk, in every format, read back as a reader would.

mod desk;
mod formats;
mod heavy;
mod hostile;
mod kept_back;
mod languages;
mod letterhead;
mod linked;
mod office;
mod own_file;
mod pdf;
mod pictures;
mod record;
mod report;
