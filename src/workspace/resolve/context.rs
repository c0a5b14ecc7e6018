//! What all parts of the resolution share: the notes, the ids, zones and calendars built once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::calendars;
use super::client::read_zone;
use super::names::Names;
use super::reasons::ReasonWords;
use crate::vocabulary::Zone;
use crate::workspace::agreement::ReportLanguage;
use crate::workspace::calendar::Calendar;
use crate::workspace::document::{Entry, Node};
use crate::workspace::notes::Notes;

/// The shared ground of the resolution.
pub struct Context<'a> {
    /// Where problems go.
    pub notes: &'a Notes,
    /// All ids of the workspace.
    pub names: Names<'a>,
    /// The client's zone, where it is known.
    pub zone: Option<Zone>,
    /// Contact reasons that the exports can give, once the sources are read.
    pub reasons: ReasonWords,
    /// Zones by name: tabulating one costs milliseconds.
    zones: RefCell<BTreeMap<String, Zone>>,
    calendars: BTreeMap<&'a str, Calendar>,
}

impl<'a> Context<'a> {
    /// Begins with the ids and the client's zone; checks and builds all calendars.
    pub fn new(notes: &'a Notes, names: Names<'a>, zone: Option<Zone>, language: ReportLanguage) -> Self {
        let calendars = calendars::calendars(notes, &names, zone.as_ref(), language);
        let zones = zone
            .iter()
            .map(|zone| (zone.name().to_owned(), zone.clone()))
            .collect();
        Self {
            notes,
            names,
            zone,
            reasons: ReasonWords::default(),
            zones: RefCell::new(zones),
            calendars,
        }
    }

    /// The zone that a text names.
    pub fn zone(&self, entry: &Entry) -> Option<Zone> {
        read_zone(self.notes, entry, &mut self.zones.borrow_mut())
    }

    /// The calendar that a text names, with its name.
    pub fn calendar(&self, node: &Node) -> Option<(String, Calendar)> {
        let name = self.names.calendars.find(self.notes, node)?;
        let calendar = self.calendars.get(name.key.as_str())?;
        Some((name.key.clone(), calendar.clone()))
    }
}
