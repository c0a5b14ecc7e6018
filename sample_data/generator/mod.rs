//! An invented month: traffic, a simulated queue, what agents write down, tickets, planted faults, three
//! export dialects, and a count of what all this must give. Shares no code with the program, so that it can
//! check it.

mod alpen;
mod arithmetic;
mod bonus;
mod chance;
mod chats;
mod clock;
mod contracts;
mod count;
mod count_tickets;
mod customers;
mod details;
mod exempt;
mod files;
mod forecast;
mod handover;
mod judge;
mod letters;
mod model;
mod moments;
mod month;
mod nord;
mod plant;
mod plant_calls;
mod plant_tickets;
mod report;
mod reported;
mod simulate;
mod staffing;
mod sued;
mod tickets;
mod traffic;
mod words;

pub use month::write_all;
