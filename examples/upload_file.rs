//! Uploads a large file in slices, stops halfway, resumes from the saved session, and downloads the file again.
//!
//! `cargo run --example upload_file` needs nothing. With an access token in `GRAPH_TOKEN` (`Files.ReadWrite`) the file
//! is uploaded to the real OneDrive, where it stays.

use std::fs;

use graph_action::{Call, Download, SavedUpload, Source, UploadSession, graph_action, graph_api, graph_entity};
use graph_action_examples::{Failure, Progress, Scratch, connect};
use serde::Serialize;
use tokio::sync::Notify;

const PATH: &str = "graph-action example/large file #1.bin";
const SIZE: usize = 12 << 20;
/// Graph wants multiples of 320 KiB. The default is 5 MiB.
const SLICE: u64 = 4 * 320 * 1024;

#[derive(Serialize)]
struct Upload {
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: &'static str,
}

#[graph_entity("driveItem")]
struct DriveItem {
    name: Option<String>,
    size: Option<u64>,
}

#[graph_api]
trait Files {
    #[graph_action(POST, "/drive/root:/<path..>:/createUploadSession", scope = "Files.ReadWrite")]
    fn begin(&self, path: &str, item: &Upload) -> Call<UploadSession>;

    #[graph_action(GET, "/drive/root:/<path..>:/content", scope = "Files.Read")]
    fn content(&self, path: &str) -> Call<Download>;
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let scratch = Scratch::new("upload_file")?;
    let (file, saved) = (scratch.path().join("file.bin"), scratch.path().join("session.json"));
    fs::write(&file, some_bytes())?;
    let service = connect().await?;
    let files = FilesClient::new(service.graph.me());
    let megabytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);

    println!("\nUploading {:.0} MiB in slices of {:.2} MiB", megabytes(SIZE as u64), megabytes(SLICE));
    let mut session = files.begin(PATH, &Upload { conflict_behavior: "replace" }).await?;
    // The saved session is a secret: it allows writing to the file. Only this user can read this folder.
    fs::write(&saved, serde_json::to_string(&session.save())?)?;
    let killed = Notify::new();
    let mut progress = Progress::begin();
    let upload =
        session.upload::<DriveItem>(Source::file(&file).await?).slice_size(SLICE).on_progress(|sent, total| {
            progress.show(format!("  {:5.2} of {:.2} MiB", megabytes(sent), megabytes(total)));
            if sent > total / 2 {
                killed.notify_one();
            }
        });
    tokio::select! {
        biased;
        () = killed.notified() => {}
        item = upload => return Err(Failure::new(format!("{:?} arrived before it was to be killed", item?.name))),
    }
    drop((session, progress));
    println!("  killed; all that is left is {}", saved.display());

    println!("\nGoing on, as another process would");
    let saved: SavedUpload = serde_json::from_slice(&fs::read(&saved)?)?;
    let mut session = service.graph.resume_upload(saved)?;
    let position = session.position().await?.unwrap_or_default();
    println!("  Graph wants the rest from {:.2} MiB on", megabytes(position));
    let mut progress = Progress::begin();
    let item: DriveItem = session
        .upload(Source::file(&file).await?)
        .slice_size(SLICE)
        .on_progress(|sent, total| progress.show(format!("  {:5.2} of {:.2} MiB", megabytes(sent), megabytes(total))))
        .await?;
    drop(progress);
    println!("  it is there: {}, {} bytes", item.name.unwrap_or_default(), item.size.unwrap_or_default());

    println!("\nDownloading it");
    let content = fs::read(&file)?;
    let mut download = files.content(PATH).await?;
    let mut position = 0;
    let mut progress = Progress::begin();
    while let Some(bytes) = download.try_next().await? {
        let end = position + bytes.len();
        if content.get(position..end) != Some(&bytes[..]) {
            return Err(Failure::new(format!("the bytes {position} to {end} are not those of the file")));
        }
        position = end;
        progress.show(format!("  {:5.2} MiB", megabytes(position as u64)));
    }
    drop(progress);
    if position != content.len() {
        return Err(Failure::new(format!("only {position} bytes of {} came back", content.len())));
    }
    println!("  every byte is the same");

    if let Some(emulator) = &service.emulator {
        let stored = emulator.storage_requests();
        let tokens = stored.iter().filter(|request| request.header("authorization").is_some()).count();
        println!("\nThe host that keeps the files, {}, saw {} requests:", emulator.storage_url(), stored.len());
        for request in &stored {
            let range = request.header("content-range").unwrap_or_default();
            let status = request.answer().map_or_else(|| "given up".to_owned(), |answer| answer.status.to_string());
            println!("  {:4} {range:32} -> {status}", request.method());
        }
        println!("{tokens} of them had a token.");
        if tokens > 0 {
            return Err(Failure::new("a token went where it must not"));
        }
    }
    Ok(())
}

/// Bytes that do not repeat, so that a slice in the wrong place is detected.
fn some_bytes() -> Vec<u8> {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(SIZE).collect()
}
