//! Versioned reference data (constraint C13): scales, rules, thresholds with source and confidence.
