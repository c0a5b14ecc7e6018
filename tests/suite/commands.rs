//! What can be typed: exit codes, messages, periods, and what is left alone when something is wrong.

mod configuration;
mod installed;
mod messages;
mod outcome;
mod periods;
mod readers;
mod schema;
mod small;
mod starter;
mod terminal;
