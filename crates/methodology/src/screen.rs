//! The screen: from readings to one row per set.
