//! The grammar of a sentence that has no parse: its clauses, the phrases in them, and whose deed each verb is.

mod circumstance;
mod clause;
mod coordination;
mod description;
mod phrase;
mod subjects;

pub(super) use clause::{Clauses, Verb};
pub(super) use coordination::Coordination;
