//! What bad input gets: a message with its place, and everything else in the delivery still counted.

mod delivery;
mod files;
mod rows;
mod size;
