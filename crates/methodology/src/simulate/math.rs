//! The few elementary functions the simulator needs.

pub(super) fn exp(x: f64) -> f64 {
    libm::exp(x)
}

pub(super) fn ln(x: f64) -> f64 {
    libm::log(x)
}

pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

pub(super) fn sqrt(x: f64) -> f64 {
    x.sqrt()
}
