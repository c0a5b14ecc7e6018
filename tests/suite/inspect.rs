//! `leitstand inspect`: what it says about unknown exports, and whether its proposals can be used.

mod files;
mod proposal;
mod shared;
