//! Power cuts, made from a recording of all writes and syncs.
//!
//! What was synced is on the disk. Of the rest each write is there, or not, or torn
//! at a sector; their order counts for nothing; and a file that was made or removed
//! since its folder was last synced may not have been. Harsher than most disks are.

use claimdesk_tests::random::Dice;
use std::collections::BTreeMap;
use std::path::Path;

use crate::load::Ack;
use crate::shim::ack;

const SECTOR: usize = 512;

/// One recorded step.
#[derive(Clone, Debug)]
enum Step {
    Create(String),
    Write(String, usize, Vec<u8>),
    Truncate(String, usize),
    Sync(String),
    FailedSync(String),
    Unlink(String),
    Ack(Vec<u8>),
}

/// All that a load did to its disk.
#[derive(Debug)]
pub struct Recording(Vec<Step>);

impl Recording {
    /// Reads what the shim wrote.
    pub fn read(log: &Path) -> Self {
        let bytes = std::fs::read(log).expect("a recording");
        let mut steps = Vec::new();
        let mut rest = bytes.as_slice();
        while let Some((head, tail)) = rest.split_first_chunk::<15>() {
            let name_len = usize::from(u16::from_le_bytes([head[1], head[2]]));
            let mut offset = [0; 8];
            offset.copy_from_slice(&head[3..11]);
            let offset = usize::try_from(u64::from_le_bytes(offset)).expect("an offset");
            let len = u32::from_le_bytes([head[11], head[12], head[13], head[14]]) as usize;
            let (name, tail) = tail.split_at(name_len);
            let (data, tail) = tail.split_at(len);
            let name = String::from_utf8_lossy(name).into_owned();
            steps.push(match head[0] {
                b'C' => Step::Create(name),
                b'W' => Step::Write(name, offset, data.to_vec()),
                b'T' => Step::Truncate(name, offset),
                b'S' => Step::Sync(name),
                b'F' => Step::FailedSync(name),
                b'U' => Step::Unlink(name),
                b'A' => Step::Ack(data.to_vec()),
                other => panic!("a recording does not say {other}"),
            });
            rest = tail;
        }
        Self(steps)
    }

    /// How many steps it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many syncs of files succeeded; those of the folder are not counted.
    pub fn syncs(&self) -> usize {
        self.0.iter().filter(|step| matches!(step, Step::Sync(name) if !name.is_empty())).count()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes into `folder` what a cut after `at` steps leaves; gives what was acknowledged before it.
    pub fn cut(&self, at: usize, dice: &mut Dice, folder: &Path) -> Vec<Ack> {
        let (mut disk, mut acks) = (Disk::default(), Vec::new());
        for step in self.0.iter().take(at) {
            if let Step::Ack(bytes) = step {
                let text = String::from_utf8_lossy(bytes).into_owned();
                acks.extend(text.lines().filter_map(|line| line.strip_prefix("ack ")).filter_map(ack));
            } else {
                disk.follow(step);
            }
        }
        for (name, bytes) in disk.lose_power(dice) {
            std::fs::write(folder.join(name), bytes).expect("written");
        }
        acks
    }
}

#[derive(Clone, Debug, Default)]
struct File {
    synced: Vec<u8>,
    pending: Vec<Step>,
}

/// What was done to the folder since it was last synced.
#[derive(Clone, Debug)]
enum Entry {
    Made(String),
    Removed(String, File),
}

#[derive(Debug, Default)]
struct Disk {
    files: BTreeMap<String, File>,
    entries: Vec<Entry>,
}

impl Disk {
    fn follow(&mut self, step: &Step) {
        match step {
            Step::Create(name) => {
                self.files.insert(name.clone(), File::default());
                self.entries.push(Entry::Made(name.clone()));
            }
            Step::Write(name, ..) | Step::Truncate(name, _) => {
                self.files.entry(name.clone()).or_default().pending.push(step.clone());
            }
            Step::Sync(name) if name.is_empty() => self.entries.clear(),
            Step::Sync(name) => {
                if let Some(file) = self.files.get_mut(name) {
                    for step in std::mem::take(&mut file.pending) {
                        apply(&mut file.synced, &step);
                    }
                }
            }
            // The system forgets what it could not write: no later sync brings it to the disk.
            Step::FailedSync(name) => {
                if let Some(file) = self.files.get_mut(name) {
                    file.pending.clear();
                }
            }
            Step::Unlink(name) => {
                if let Some(file) = self.files.remove(name) {
                    self.entries.push(Entry::Removed(name.clone(), file));
                }
            }
            Step::Ack(_) => {}
        }
    }

    fn lose_power(mut self, dice: &mut Dice) -> Vec<(String, Vec<u8>)> {
        for entry in self.entries.into_iter().rev() {
            if dice.below(2) == 0 {
                continue;
            }
            match entry {
                Entry::Made(name) => drop(self.files.remove(&name)),
                Entry::Removed(name, file) => drop(self.files.entry(name).or_insert(file)),
            }
        }
        let left = self.files.into_iter().map(|(name, file)| {
            let bytes = lose(file, dice);
            (name, bytes)
        });
        left.collect()
    }
}

/// What is left of a file: all that was synced, and some of the rest.
fn lose(file: File, dice: &mut Dice) -> Vec<u8> {
    let File { synced: mut bytes, mut pending } = file;
    if dice.below(2) == 0 {
        for at in (1..pending.len()).rev() {
            let other = dice.below(at + 1);
            // A file's length changes in the order in which it was changed.
            if [at, other].iter().all(|place| matches!(pending[*place], Step::Write(..))) {
                pending.swap(at, other);
            }
        }
    }
    // A run that loses nearly all, or nearly nothing, finds other faults than one that loses half.
    let kept = [1, 5, 9][dice.below(3)];
    for step in pending {
        match (dice.below(10) < kept, step) {
            (true, Step::Write(name, at, data)) if dice.below(4) == 0 => {
                for (n, sector) in data.chunks(SECTOR).enumerate() {
                    if dice.below(2) == 0 {
                        apply(&mut bytes, &Step::Write(name.clone(), at + n * SECTOR, sector.to_vec()));
                    }
                }
            }
            (true, step) => apply(&mut bytes, &step),
            (false, _) => {}
        }
    }
    bytes
}

fn apply(bytes: &mut Vec<u8>, step: &Step) {
    match step {
        Step::Write(_, at, data) => {
            let end = at + data.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[*at..end].copy_from_slice(data);
        }
        Step::Truncate(_, len) => bytes.resize(*len, 0),
        Step::Create(_) | Step::Sync(_) | Step::FailedSync(_) | Step::Unlink(_) | Step::Ack(_) => {}
    }
}
