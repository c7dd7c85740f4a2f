// A day with Microsoft's JavaScript client: mail, calendar, groups, batch, files, uploads, delta. `.ci/clients` runs it.
//
//   npm install @microsoft/microsoft-graph-client
//   cargo run -p graph-action-emulator -- --port 4000
//   node javascript.mjs http://127.0.0.1:4000
import assert from "node:assert/strict";
import {
  BatchRequestContent, BatchResponseContent, Client, FileUpload, HTTPMessageHandler, LargeFileUploadTask,
  OneDriveLargeFileUploadTask, PageIterator, RedirectHandler, RetryHandler, TelemetryHandler,
} from "@microsoft/microsoft-graph-client";

const [url = "http://127.0.0.1:4000"] = process.argv.slice(2);
const origin = new URL(url).origin;

// The client knows absolute addresses, and adds tokens, on https only; this does both for the emulator.
class Loopback {
  async execute(context) {
    context.request = context.request.slice(context.request.lastIndexOf("http://"));
    if (new URL(context.request).origin === origin) {
      context.options.headers = { ...context.options.headers, Authorization: "Bearer opaque" };
    }
    return this.next.execute(context);
  }
  setNext(next) {
    this.next = next;
  }
}
const chain = [new Loopback(), new RetryHandler(), new RedirectHandler(), new TelemetryHandler(), new HTTPMessageHandler()];
chain.forEach((handler, index) => handler.setNext?.(chain[index + 1]));
const client = Client.initWithMiddleware({ baseUrl: `${origin}/`, defaultVersion: "v1.0", middleware: chain[0] });

const me = await client.api("/me").get();
assert.equal(me.displayName, "Adele Vance");

let subjects = [];
const first = await client.api("/me/messages").top(1).select("subject").get();
await new PageIterator(client, first, (message) => subjects.push(message.subject)).iterate();
assert.ok(subjects.length >= 3, subjects);

const subject = `From JavaScript ${Date.now()}`;
const draft = await client.api("/me/messages").post({
  subject,
  toRecipients: [{ emailAddress: { address: "alex@contoso.com" } }],
});
await client.api(`/me/messages/${draft.id}/send`).post({});
const inbox = await client.api("/users/alex@contoso.com/mailFolders/inbox/messages").filter(`subject eq '${subject}'`).get();
assert.equal(inbox.value.length, 1);

const at = (dateTime) => ({ dateTime, timeZone: "UTC" });
const event = await client.api("/me/events").post({
  subject: "Stand-up",
  start: at("2026-12-01T09:00:00"),
  end: at("2026-12-01T09:15:00"),
  recurrence: {
    pattern: { type: "daily", interval: 1 },
    range: { type: "numbered", startDate: "2026-12-01", numberOfOccurrences: 3 },
  },
});
const week = { startDateTime: "2026-12-01T00:00:00Z", endDateTime: "2026-12-08T00:00:00Z" };
const view = await client.api("/me/calendarView").query(week).get();
assert.equal(view.value.filter((occurrence) => occurrence.seriesMasterId === event.id).length, 3);
await client.api(`/me/events/${event.id}`).delete();
await assert.rejects(client.api(`/me/events/${event.id}`).get(), { statusCode: 404 });

const group = await client.api("/groups").post({
  displayName: "From JavaScript", mailEnabled: false, mailNickname: `js${Date.now()}`, securityEnabled: true,
});
const link = { "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${me.id}` };
await client.api(`/groups/${group.id}/members/$ref`).post(link);
const members = await client.api(`/groups/${group.id}/members`).select("displayName").get();
assert.deepEqual(members.value.map((member) => member.displayName), ["Adele Vance"]);
const checked = await client.api("/me/checkMemberGroups").post({ groupIds: [group.id] });
assert.deepEqual(checked.value, [group.id]);
await client.api(`/groups/${group.id}/members/${me.id}/$ref`).delete();
const people = await client.api("/users").header("ConsistencyLevel", "eventual").count(true).search('"displayName:al"').get();
assert.equal(people["@odata.count"], 1);

// The client strips scheme and host from what it is given, and no version.
const headers = { "Content-Type": "application/json" };
const batch = new BatchRequestContent([
  { id: "1", request: new Request(`${origin}/me`, { method: "GET" }) },
  {
    id: "2",
    dependsOn: ["1"],
    request: new Request(`${origin}/me/messages`, { method: "POST", headers, body: JSON.stringify({ subject: "Batched" }) }),
  },
  { id: "3", dependsOn: ["2"], request: new Request(`${origin}/me/messages/none`, { method: "GET" }) },
]);
const content = await batch.getContent();
const answers = new BatchResponseContent(await client.api("/$batch").post(content));
assert.deepEqual(["1", "2", "3"].map((id) => answers.getResponseById(id).status), [200, 201, 404]);

const bytes = new Uint8Array(700_000).map((_, index) => index % 251);
const upload = await OneDriveLargeFileUploadTask.create(client, Buffer.from(bytes.buffer), {
  path: "/javascript", fileName: "large.bin", rangeSize: 327_680, conflictBehavior: "replace",
});
const uploaded = await upload.upload();
assert.equal(uploaded.responseBody.size, bytes.length);

const large = new Uint8Array(3_500_000).fill(7);
const message = await client.api("/me/messages").post({ subject: "With an attachment" });
const session = await LargeFileUploadTask.createUploadSession(
  client,
  `${origin}/v1.0/me/messages/${message.id}/attachments/createUploadSession`,
  { AttachmentItem: { attachmentType: "file", name: "large.bin", size: large.length } },
);
const attachment = new FileUpload(large, "large.bin", large.length);
const attached = await new LargeFileUploadTask(client, attachment, session, { rangeSize: 2_000_000 }).upload();
assert.ok(attached.location.includes("Attachments("), attached.location);

const stream = await client.api("/me/drive/root:/javascript/large.bin:/content").responseType("arraybuffer").get();
assert.deepEqual(new Uint8Array(stream), bytes);

const delta = await client.api("/me/mailFolders/inbox/messages/delta").get();
assert.ok(delta["@odata.deltaLink"]);
console.log("JavaScript: all answered as expected");
