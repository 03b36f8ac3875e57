//! The class index against scikit-fuzzy 0.5.0 and the described steps in numpy.

use std::path::PathBuf;

use psychometrics::class_index::{Answer, ClassIndicators, class_index};
use psychometrics::fuzzy::{FuzzyOptions, fuzzy_means_from};
use psychometrics::linalg::Matrix;
use serde_json::Value;

fn table(value: &Value) -> Vec<Vec<f64>> {
    let row = |row: &Value| row.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    value.as_array().unwrap().iter().map(row).collect()
}

/// Rows of the dataset by class, in the order of classes.
fn classes(root: &std::path::Path) -> Vec<Vec<Vec<Answer>>> {
    let text = std::fs::read_to_string(root.join("datasets/classes_dev.csv")).unwrap();
    let mut classes: Vec<Vec<Vec<Answer>>> = Vec::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let class: usize = cells.next().unwrap().parse().unwrap();
        classes.resize(classes.len().max(class + 1), Vec::new());
        classes[class].push(cells.map(|cell| cell.parse().map_or(Answer::Omitted, Answer::Points)).collect());
    }
    classes
}

#[test]
fn every_step_agrees_with_the_reference() {
    let Some(root) = std::env::var_os("OBJEKTIV_SHARED").map(|root| PathBuf::from(root).join("reference")) else {
        println!("skipped: OBJEKTIV_SHARED is not set");
        return;
    };
    let text = std::fs::read_to_string(root.join("cases/classfuzzy_classes_dev.json")).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let expected = &case["expected"];
    let near = |what: &str, got: f64, want: &Value| {
        let want = want.as_f64().unwrap();
        assert!((got - want).abs() < 1e-6, "{what}: {got} for {want}");
    };
    let indicators: Vec<ClassIndicators> = classes(&root).iter().map(|rows| ClassIndicators::of(rows, &[1; 30]).unwrap()).collect();
    for (i, class) in indicators.iter().enumerate() {
        let wanted = &expected["indicators"];
        near("mean", class.mean, &wanted["mean_score"][i]);
        near("sd", class.sd, &wanted["sd_score"][i]);
        near("gini", class.gini, &wanted["mean_gini"][i]);
        near("missing", class.missing, &wanted["missing_rate"][i]);
    }
    let own = class_index(&indicators, FuzzyOptions { tolerance: 1e-12, ..FuzzyOptions::default() }).unwrap();
    own.components.values.iter().enumerate().for_each(|(k, value)| near("eigenvalue", *value, &expected["eigenvalues"][k]));
    for (i, row) in table(&expected["scores"]).iter().enumerate() {
        row.iter().enumerate().for_each(|(k, want)| assert!((own.components.scores.get(i, k) - want).abs() < 1e-6));
    }
    // The same start gives the same partition, and the start taken from the points alone finds it too, in some order of clusters.
    let start = table(&case["inputs"]["init_membership"]);
    let flat = (0..indicators.len()).flat_map(|i| start.iter().map(move |row| row[i])).collect();
    let given = Matrix::from_values(indicators.len(), start.len(), flat).unwrap();
    let options = FuzzyOptions { tolerance: 1e-12, rounds: 5000, ..FuzzyOptions::default() };
    let theirs = fuzzy_means_from(&own.components.scores, &given, options).unwrap();
    let wanted = table(&expected["membership"]);
    for (k, row) in wanted.iter().enumerate() {
        row.iter().enumerate().for_each(|(i, want)| assert!((theirs.membership.get(i, k) - want).abs() < 1e-6, "class {i}, cluster {k}"));
    }
    near("objective", theirs.objective, &expected["objective"]);
    near("partition coefficient", theirs.partition, &expected["fpc"]);
    near("objective from our own start", own.partition.objective, &expected["objective"]);
    let unusual = usize::try_from(expected["suspicious_cluster"].as_u64().unwrap()).unwrap();
    for (membership, want) in own.membership.iter().zip(&wanted[unusual]) {
        assert!((membership - want).abs() < 1e-6);
    }
    println!("150 classes: every membership within 1e-6, objective {:.6}", own.partition.objective);
}
