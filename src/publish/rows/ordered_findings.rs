//! findings.csv of all providers together, put together from their pieces as soon as they are whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::FINDING_COLUMNS;
use super::syncer::Syncer;
use crate::intake::IntakeError;
use crate::vocabulary::ContactKind;

/// Pieces in the order of a findings.csv: by standard, calls before tickets before messages.
type Pieces = BTreeMap<(usize, usize), PathBuf>;

/// findings.csv in the making. Providers are numbered from 0 and written in that order.
pub struct OrderedFindings {
    path: PathBuf,
    order: Mutex<Order>,
}

struct Order {
    file: File,
    /// The provider that is written next.
    turn: usize,
    /// Pieces, and of how many kinds of findings.
    waiting: BTreeMap<usize, (usize, Pieces)>,
}

/// What every provider is read for: calls, tickets, messages handed over.
pub const KINDS: usize = 3;

/// Place of messages handed over among them.
pub const HANDOVER_PLACE: usize = 2;

/// Place of a kind of contacts among them.
pub fn place_of(kind: ContactKind) -> usize {
    usize::from(kind == ContactKind::Ticket)
}

impl OrderedFindings {
    /// Creates the file with its header.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn create(path: &Path) -> Result<Self, IntakeError> {
        let create = || -> io::Result<File> {
            let mut file = File::create(path)?;
            file.write_all(header().as_bytes())?;
            Ok(file)
        };
        let file = create().map_err(IntakeError::writing(path))?;
        let order = Order {
            file,
            turn: 0,
            waiting: BTreeMap::new(),
        };
        Ok(Self {
            path: path.to_owned(),
            order: Mutex::new(order),
        })
    }

    /// Takes the pieces of a provider at their place, per standard; writes what is whole and has its turn.
    ///
    /// # Errors
    /// A piece cannot be copied.
    pub fn add(
        &self,
        provider: usize,
        place: usize,
        pieces: &BTreeMap<usize, PathBuf>,
        syncer: &Syncer,
    ) -> Result<(), IntakeError> {
        let mut order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        let (kinds, all) = order.waiting.entry(provider).or_default();
        *kinds += 1;
        let placed = pieces
            .iter()
            .map(|(standard, path)| ((*standard, place), path.clone()));
        all.extend(placed);
        let written = order.write().map_err(IntakeError::writing(&self.path))?;
        if written {
            syncer.sync(&self.path, &order.file)?;
        }
        Ok(())
    }
}

impl Order {
    fn write(&mut self) -> io::Result<bool> {
        let mut written = false;
        while let Some((KINDS, pieces)) = self.waiting.get(&self.turn) {
            for piece in pieces.values() {
                append(&mut self.file, piece)?;
                written = true;
            }
            self.turn += 1;
        }
        Ok(written)
    }
}

/// Appends the records of a piece, without its header line.
///
/// # Errors
/// It cannot be copied.
pub fn append(out: &mut File, piece: &Path) -> io::Result<()> {
    let mut file = File::open(piece)?;
    file.seek(SeekFrom::Start(header().len() as u64))?;
    io::copy(&mut file, out).map(|_| ())
}

/// The header line of findings.csv and its pieces.
pub fn header() -> String {
    format!("{}\n", FINDING_COLUMNS.join(","))
}
