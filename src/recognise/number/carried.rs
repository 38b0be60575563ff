//! Figures that have their unit from the figure that they are compared with: 'sales of €411m, up from 362m a year ago'.

use serde::Deserialize;

use super::{Measure, Quantity};
use crate::recognise::phrases::Phrases;
use crate::segment::atoms::{Atom, Kind};

/// How many atoms may stand between the two figures: 'rose to 5.9% of sales last year from 4.2 the year before'.
const REACH: usize = 8;

/// The words that tell that a bare figure is compared with the one in front of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// Words of comparison right in front of the figure.
    front: Phrases<()>,
    /// Words that count nothing right behind it.
    behind: Vec<String>,
}

impl Carried {
    /// Gives bare figures the measure of the figure right before them in the sentence.
    pub fn apply(&self, atoms: &[Atom], quantities: &mut [Quantity]) {
        for at in 1..quantities.len() {
            // 'Sales of 4m crowns ($190,000) and lost 2m': what a bracket holds is the same in other money.
            let bracketed = |quantity: &Quantity| quantity.from > 0 && atoms[quantity.from - 1].key == "(";
            let Some(last) = (0..at).rev().find(|before| !bracketed(&quantities[*before])) else { continue };
            let (before, here) = (&quantities[last], &quantities[at]);
            // 'Up from 10', but not 'any sale that comes from one'.
            let digits = atoms[here.from].kind == Kind::Number;
            let bare = digits && here.measure == Measure::Plain && before.measure != Measure::Plain;
            let after = quantities[last + 1..at].last().map_or(before.to, |other| other.to + 1);
            let near = after <= here.from
                && here.from - after <= REACH
                && atoms[after..here.from]
                    .iter()
                    .all(|atom| matches!(atom.kind, Kind::Word | Kind::Number) || atom.key == ",");
            let counts_nothing = atoms.get(here.to).is_none_or(|atom| {
                atom.kind == Kind::Mark && atom.key != "-"
                    || self.behind.iter().any(|word| *word == *atom.key)
                    || quantities.get(at + 1).is_some_and(|next| next.from == here.to)
            });
            if bare && near && counts_nothing && self.front.before(atoms, here.from).is_some() {
                quantities[at].measure = quantities[last].measure.clone();
            }
        }
    }
}
