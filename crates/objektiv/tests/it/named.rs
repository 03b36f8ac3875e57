//! What is named in a call and is no file is refused with words, never waited for.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::desk::Desk;

/// How the child ended; one that waits is ended, and fails.
fn ended(mut child: Child, call: &str) -> (ExitStatus, String) {
    let begin = Instant::now();
    while child.try_wait().unwrap().is_none() && begin.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let waits = child.try_wait().unwrap().is_none();
    if waits {
        child.kill().unwrap();
    }
    assert!(!waits, "{call} waits for a pipe");
    let output = child.wait_with_output().unwrap();
    (output.status, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_pipe_a_device_and_a_folder_are_no_files() {
    let desk = Desk::new();
    assert!(Command::new("mkfifo").arg(desk.path("канал")).status().unwrap().success());
    let mut calls: Vec<String> = ["reference", "answers", "protocol"]
        .iter()
        .map(|switch| format!("analyze данные --out отчёт --lang ru --{switch} канал"))
        .collect();
    calls.extend(["/dev/zero", "данные"].map(|path| format!("analyze данные --out отчёт --lang ru --reference {path}")));
    calls.extend(["simulate school --out школа --lang ru --knobs канал", "ledger verify канал --lang ru"].map(str::to_owned));
    for call in calls {
        let child = desk.command(&call).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (status, said) = ended(child, &call);
        assert_eq!(status.code(), Some(3), "{call}: {said}");
        assert!(
            said.split_whitespace().collect::<Vec<_>>().join(" ").contains("это не файл, а папка, канал, сокет или устройство"),
            "{call}: {said}"
        );
    }
    let english = desk.call("analyze данные --out отчёт --lang en --reference данные");
    assert!(english.err.contains("it is no file but a folder"), "{}", english.err);
    assert_eq!(desk.names(""), ["данные", "канал"], "nothing was written");
}

/// A pipe in the place of the answers kept beside the data is neither waited for nor written over.
#[test]
fn a_pipe_beside_the_data_stays() {
    use std::os::unix::fs::FileTypeExt;

    let desk = Desk::new();
    let kept = desk.path("данные/answers.csv");
    assert!(Command::new("mkfifo").arg(&kept).status().unwrap().success());
    let call = "analyze данные --out отчёт --quiet";
    let (status, said) = ended(desk.command(call).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap(), call);
    assert_eq!(status.code(), Some(0), "{said}");
    assert!(std::fs::metadata(&kept).unwrap().file_type().is_fifo());
}
