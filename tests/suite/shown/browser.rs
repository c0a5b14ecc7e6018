//! A browser without a window, spoken to over a pair of pipes: what it finds fault with, and how wide
//! a page really is, is not to be had from screenshots.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The shell opens the pipes as the two descriptors that the browser listens and answers on. One that
/// never answers is ended.
const START: &str = r#"exec timeout 120 "${LEITSTAND_BROWSER:-chromium}" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --user-data-dir="$1/profile" --remote-debugging-pipe about:blank 3<"$1/in" 4>"$1/out""#;

/// A running browser with one page.
pub struct Browser {
    process: Child,
    input: File,
    output: BufReader<File>,
    session: String,
    last_id: u64,
    /// Messages that answered nothing, since the last visit began.
    events: Vec<Value>,
    _folder: TempDir,
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Width of the window, CSS pixels.
    pub width: u32,
    /// `screen` or `print`.
    pub media: &'static str,
    /// `light` or `dark`.
    pub scheme: &'static str,
}

impl Browser {
    /// Starts one. The program is `chromium`, or what the variable `LEITSTAND_BROWSER` names.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for pipe in ["in", "out"] {
            let made = Command::new("mkfifo").arg(folder.path().join(pipe)).status();
            assert!(made.expect("mkfifo starts").success());
        }
        let process = Command::new("bash")
            .args(["-c", START, "browser"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let input = File::options().write(true).open(folder.path().join("in"));
        let output = File::open(folder.path().join("out"));
        let mut browser = Self {
            process,
            input: input.expect("the pipe to the browser"),
            output: BufReader::new(output.expect("the pipe from the browser")),
            session: String::new(),
            last_id: 0,
            events: Vec::new(),
            _folder: folder,
        };
        browser.open_page();
        browser
    }

    fn open_page(&mut self) {
        let target = self.ask("Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.ask("Target.attachToTarget", attach);
        self.session = attached["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page", "Runtime", "Log"] {
            self.ask(&format!("{domain}.enable"), json!({}));
        }
    }

    /// Loads a page and gives what the browser found fault with: errors, warnings, violations of the
    /// page's own content security policy, anything written to the console.
    pub fn visit(&mut self, page: &Path, view: View) -> Vec<String> {
        let View { width, media, scheme } = view;
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", metrics);
        let features = [json!({ "name": "prefers-color-scheme", "value": scheme })];
        self.ask(
            "Emulation.setEmulatedMedia",
            json!({ "media": media, "features": features }),
        );
        self.events.clear();
        let address = format!("file://{}", page.display());
        self.ask("Page.navigate", json!({ "url": address }));
        while !self
            .events
            .iter()
            .any(|event| event["method"] == "Page.loadEventFired")
        {
            let event = self.receive();
            self.events.push(event);
        }
        let faults = [
            "Log.entryAdded",
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
        ];
        let found = self
            .events
            .iter()
            .filter(|event| faults.iter().any(|f| event["method"] == *f));
        found.map(|event| event["params"].to_string()).collect()
    }

    /// The value of a JavaScript expression on the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let answer = self.ask(
            "Runtime.evaluate",
            json!({ "expression": expression, "returnByValue": true }),
        );
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.input
            .write_all(format!("{message}\0").as_bytes())
            .expect("the browser listens");
        loop {
            let answer = self.receive();
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            self.events.push(answer);
        }
    }

    fn receive(&mut self) -> Value {
        let mut message = Vec::new();
        self.output
            .read_until(0, &mut message)
            .expect("the browser answers");
        assert!(message.pop().is_some(), "the browser has gone");
        serde_json::from_slice(&message).expect("JSON")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Its profile is removed with the folder, so it must have gone before.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
