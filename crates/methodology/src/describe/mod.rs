//! Description: attainment, the seven sections of the federal recommendations, dynamics.
