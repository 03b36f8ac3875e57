//! Small dense matrices in fixed order of arithmetic: Cholesky solution and symmetric eigenvalues. Row-major, n × n.

/// Cholesky factor L (lower, row-major) of a symmetric positive definite matrix; None where it is not.
#[must_use]
pub fn cholesky(a: &[f64], n: usize) -> Option<Vec<f64>> {
    let mut l = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| l[i * n + k] * l[j * n + k]).sum();
            let rest = a[i * n + j] - dot;
            if i == j {
                if rest <= 1e-12 * a[i * n + i].abs() || !rest.is_finite() {
                    return None;
                }
                l[i * n + i] = rest.sqrt();
            } else {
                l[i * n + j] = rest / l[j * n + j];
            }
        }
    }
    Some(l)
}

/// Solution of L Lᵀ x = b.
#[must_use]
pub fn solve(l: &[f64], b: &[f64]) -> Vec<f64> {
    let n = b.len();
    let mut x = b.to_vec();
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| l[i * n + k] * x[k]).sum();
        x[i] = (x[i] - dot) / l[i * n + i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| l[k * n + i] * x[k]).sum();
        x[i] = (x[i] - dot) / l[i * n + i];
    }
    x
}

/// Weighted least squares with a small ridge on every column but the first: rows of `design` (width `k`), responses `y`, weights `w`.
/// Returns the coefficients; zeros where the system cannot be solved.
#[must_use]
pub fn least_squares(design: &[f64], k: usize, y: &[f64], w: &[f64], ridge: f64) -> Vec<f64> {
    let (a, b) = normal_equations(design, k, y, w);
    solve_ridge(a, &b, k, ridge)
}

/// XᵀWX (k × k) and XᵀWy.
#[must_use]
pub fn normal_equations(design: &[f64], k: usize, y: &[f64], w: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let (mut a, mut b) = (vec![0.0; k * k], vec![0.0; k]);
    for ((row, y), w) in design.chunks_exact(k.max(1)).zip(y).zip(w) {
        for i in 0..k {
            let wx = w * row[i];
            b[i] += wx * y;
            for j in 0..=i {
                a[i * k + j] += wx * row[j];
            }
        }
    }
    for i in 0..k {
        for j in 0..i {
            a[j * k + i] = a[i * k + j];
        }
    }
    (a, b)
}

/// Solves the normal equations, `ridge` added to the diagonal of every column but the first.
#[must_use]
pub fn solve_ridge(mut a: Vec<f64>, b: &[f64], k: usize, ridge: f64) -> Vec<f64> {
    for i in 0..k {
        a[i * k + i] += if i == 0 { 1e-9 } else { ridge };
    }
    cholesky(&a, k).map_or_else(|| vec![0.0; k], |l| solve(&l, b))
}

/// z'(Z'WZ)⁻¹z, the variance of a prediction at `z`, with the same ridge as [`solve_ridge`].
#[must_use]
pub fn leverage(mut a: Vec<f64>, z: &[f64], k: usize, ridge: f64) -> f64 {
    for i in 0..k {
        a[i * k + i] += if i == 0 { 1e-9 } else { ridge };
    }
    cholesky(&a, k).map_or(0.0, |l| solve(&l, z).iter().zip(z).map(|(x, z)| x * z).sum())
}

/// Eigenvalues and eigenvectors (columns of the second matrix) of a symmetric matrix by Jacobi rotations (Golub & Van Loan, §8.5).
#[must_use]
pub fn symmetric_eigen(a: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = a.to_vec();
    let mut v = vec![0.0; n * n];
    for i in 0..n {
        v[i * n + i] = 1.0;
    }
    for _ in 0..60 {
        let off: f64 = (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i * n + j] * a[i * n + j]).sum();
        let all: f64 = a.iter().map(|x| x * x).sum();
        if off <= 1e-24 * all {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut v, n, p, q);
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), v)
}

/// One rotation that makes a[p,q] zero.
fn rotate(a: &mut [f64], v: &mut [f64], n: usize, p: usize, q: usize) {
    let apq = a[p * n + q];
    if apq == 0.0 {
        return;
    }
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for k in 0..n {
        let (x, y) = (a[k * n + p], a[k * n + q]);
        a[k * n + p] = c * x - s * y;
        a[k * n + q] = s * x + c * y;
    }
    for k in 0..n {
        let (x, y) = (a[p * n + k], a[q * n + k]);
        a[p * n + k] = c * x - s * y;
        a[q * n + k] = s * x + c * y;
        let (x, y) = (v[k * n + p], v[k * n + q]);
        v[k * n + p] = c * x - s * y;
        v[k * n + q] = s * x + c * y;
    }
}

/// Nearest positive semidefinite matrix: negative eigenvalues become zero (Higham 1988).
#[must_use]
pub fn positive_part(a: &[f64], n: usize) -> Vec<f64> {
    let (values, vectors) = symmetric_eigen(a, n);
    let mut out = vec![0.0; n * n];
    for (k, &value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        for i in 0..n {
            for j in 0..n {
                out[i * n + j] += value * vectors[i * n + k] * vectors[j * n + k];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [f64; 9] = [4.0, 2.0, 0.5, 2.0, 5.0, 1.0, 0.5, 1.0, 3.0];

    #[test]
    fn a_system_is_solved() {
        let l = cholesky(&A, 3).expect("positive definite");
        let x = solve(&l, &[1.0, 2.0, 3.0]);
        for i in 0..3 {
            let ax: f64 = (0..3).map(|j| A[i * 3 + j] * x[j]).sum();
            assert!((ax - (i as f64 + 1.0)).abs() < 1e-12);
        }
        assert!(cholesky(&[1.0, 2.0, 2.0, 1.0], 2).is_none());
    }

    #[test]
    fn eigenvalues_rebuild_the_matrix() {
        let same = positive_part(&A, 3);
        for (x, y) in same.iter().zip(A) {
            assert!((x - y).abs() < 1e-12);
        }
        let clipped = positive_part(&[1.0, 2.0, 2.0, 1.0], 2);
        for x in clipped {
            assert!((x - 1.5).abs() < 1e-12, "eigenvalue 3 stays, −1 goes");
        }
    }

    #[test]
    fn least_squares_finds_a_line() {
        let design = [1.0, 0.0, 1.0, 1.0, 1.0, 2.0];
        let line = least_squares(&design, 2, &[1.0, 3.0, 5.0], &[1.0; 3], 0.0);
        assert!((line[0] - 1.0).abs() < 1e-8 && (line[1] - 2.0).abs() < 1e-8);
    }
}
