//! What can be wrong with a network file.

use thiserror::Error;

/// Why bytes are no network that can run here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NetError {
    /// The file does not begin as a TFLite file.
    #[error("this is no TFLite network (bytes 4 to 8 must read TFL3); fetch it again with scripts/setup.sh")]
    NotTflite,
    /// The file ends early or points outside of itself.
    #[error(
        "the network file is damaged or cut off: it points outside of itself at byte {at}; fetch it again with scripts/setup.sh"
    )]
    Outside {
        /// Where in the file.
        at: usize,
    },
    /// A part of the file that says something impossible.
    #[error("the network file is damaged: {what}; fetch it again with scripts/setup.sh")]
    Damaged {
        /// What is impossible.
        what: &'static str,
    },
    /// An operator whose inputs, constants and outputs do not fit together.
    #[error("operator {operator} of the network does not fit: {what}; fetch the file again with scripts/setup.sh")]
    Misfit {
        /// Which operator, counted from 0.
        operator: usize,
        /// What does not fit.
        what: &'static str,
    },
    /// A proper network, but with something this engine does not know.
    #[error(
        "operator {operator} of the network cannot run here: {what}; use the files named in scripts/setup/networks.sh"
    )]
    Unsupported {
        /// Which operator, counted from 0.
        operator: usize,
        /// What is not known.
        what: &'static str,
    },
    /// A network for something else: its input or outputs are not those of the one wanted.
    #[error("this is not {wanted}: {what}")]
    OtherNetwork {
        /// The network that was wanted.
        wanted: &'static str,
        /// What differs.
        what: &'static str,
    },
}
