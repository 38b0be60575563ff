//! Graphs to another triple store: those that it does not hold yet.

use std::collections::BTreeSet;
use std::time::Duration;

use oxigraph::model::NamedNode;

use super::target::{Connection, UPDATE_BYTES};
use super::{Journal, Parcel, Protocol, PushError, RemoteError, Target};

/// What happens to a graph; the default graph has no name.
#[derive(Debug)]
pub enum Progress<'a> {
    Sent(Option<&'a NamedNode>),
    /// The server holds it already.
    Unchanged(Option<&'a NamedNode>),
    Deleted(Option<&'a NamedNode>),
    /// The server refuses it; the others are sent all the same.
    Failed {
        graph: Option<&'a NamedNode>,
        bytes: u64,
        error: &'a RemoteError,
    },
    /// The server has lost what it was sent before, so that all is sent again.
    Lost,
}

/// What became of all graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    pub sent: usize,
    pub unchanged: usize,
    pub deleted: usize,
    pub failed: usize,
    /// Of the graphs that were sent.
    pub triples: u64,
}

/// Writes graphs to a target, each in place of what it held under the name. With `delete` the graphs go that
/// the journal knows and that are there no more.
///
/// # Errors
/// Where a graph cannot be read, the journal cannot be written, or the server cannot be reached or takes nothing at
/// all. What was sent before the error is in the journal, and not sent again.
pub fn push(
    parcels: impl Iterator<Item = Result<Parcel, PushError>>,
    target: &Target,
    journal: &mut Journal,
    delete: bool,
    on_progress: &mut dyn FnMut(Progress<'_>),
    on_pause: &dyn Fn(&RemoteError, Duration),
) -> (Summary, Result<(), PushError>) {
    let mut summary = Summary::default();
    let ended = Connection::new(target, on_pause).map_err(PushError::from).and_then(|connection| {
        let mut run = Run { connection, target, journal, summary: &mut summary, on_progress };
        run.all(parcels, delete)
    });
    (summary, ended)
}

struct Run<'a, 'b> {
    connection: Connection<'a>,
    target: &'a Target,
    journal: &'b mut Journal,
    summary: &'b mut Summary,
    on_progress: &'b mut dyn FnMut(Progress<'_>),
}

impl Run<'_, '_> {
    fn all(&mut self, parcels: impl Iterator<Item = Result<Parcel, PushError>>, delete: bool) -> Result<(), PushError> {
        let mut present = BTreeSet::new();
        let mut batch: Vec<Parcel> = Vec::new();
        let mut checked = false;
        for parcel in parcels {
            let parcel = parcel?;
            let name = name(parcel.graph.as_ref()).to_owned();
            let mut held = self.journal.holds(&name, &parcel.digest);
            present.insert(name);
            if held && !checked {
                // A server that keeps all in memory and was started anew, for one, has nothing of what it was sent.
                checked = true;
                if self.connection.has(parcel.graph.as_ref())? == Some(false) {
                    self.journal.forget()?;
                    (self.on_progress)(Progress::Lost);
                    held = false;
                }
            }
            if held {
                self.summary.unchanged += 1;
                (self.on_progress)(Progress::Unchanged(parcel.graph.as_ref()));
                continue;
            }
            batch.push(parcel);
            let bytes: u64 = batch.iter().map(|parcel| parcel.bytes).sum();
            if self.target.protocol == Protocol::GraphStore || bytes >= UPDATE_BYTES as u64 {
                self.send(std::mem::take(&mut batch))?;
            }
        }
        self.send(batch)?;
        if delete {
            for name in self.journal.graphs() {
                if !present.contains(&name) {
                    self.delete(&name)?;
                }
            }
        }
        Ok(())
    }

    /// Sends some graphs at once, and one by one where the server refuses one of them.
    fn send(&mut self, batch: Vec<Parcel>) -> Result<(), PushError> {
        if batch.is_empty() {
            return Ok(());
        }
        for parcel in &batch {
            self.journal.begin(name(parcel.graph.as_ref()))?;
        }
        match self.connection.put(&batch.iter().collect::<Vec<_>>()) {
            Ok(()) => batch.iter().try_for_each(|parcel| self.sent(parcel)),
            Err(PushError::Remote(error)) if error.is_of_content() => {
                if let [parcel] = &batch[..] {
                    self.summary.failed += 1;
                    let (graph, bytes) = (parcel.graph.as_ref(), parcel.bytes);
                    (self.on_progress)(Progress::Failed { graph, bytes, error: &error });
                    return Ok(());
                }
                batch.into_iter().try_for_each(|parcel| self.send(vec![parcel]))
            }
            Err(error) => Err(error),
        }
    }

    fn sent(&mut self, parcel: &Parcel) -> Result<(), PushError> {
        self.journal.done(name(parcel.graph.as_ref()), &parcel.digest)?;
        self.summary.sent += 1;
        self.summary.triples += parcel.triples;
        (self.on_progress)(Progress::Sent(parcel.graph.as_ref()));
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), PushError> {
        let graph = (!name.is_empty()).then(|| NamedNode::new_unchecked(name));
        self.connection.delete(graph.as_ref())?;
        self.journal.gone(name)?;
        self.summary.deleted += 1;
        (self.on_progress)(Progress::Deleted(graph.as_ref()));
        Ok(())
    }
}

/// A graph's name in the journal.
fn name(graph: Option<&NamedNode>) -> &str {
    graph.map_or("", NamedNode::as_str)
}
