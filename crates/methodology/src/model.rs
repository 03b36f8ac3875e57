//! The predictive model: what this class would honestly have shown.
