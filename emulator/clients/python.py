"""A day with Microsoft's Python client: mail, calendar, groups, batch, files, an upload, delta. `.ci/clients` runs it.

    pip install msgraph-sdk deprecated requests urllib3
    cargo run -p graph-action-emulator -- --port 4000
    python python.py http://127.0.0.1:4000
"""

import asyncio
import sys
import time

import httpx
from kiota_abstractions.authentication import AuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.drives.item.items.item.create_upload_session.create_upload_session_post_request_body import (
    CreateUploadSessionPostRequestBody,
)
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.drive_item_uploadable_properties import DriveItemUploadableProperties
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.group import Group
from msgraph.generated.models.message import Message
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.recipient import Recipient
from msgraph.generated.models.reference_create import ReferenceCreate
from msgraph.generated.users.item.calendar_view.calendar_view_request_builder import CalendarViewRequestBuilder
from msgraph.generated.users.item.messages.messages_request_builder import MessagesRequestBuilder
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_item import BatchRequestItem
from msgraph_core.tasks.page_iterator import PageIterator

ORIGIN = (sys.argv[1:] or ["http://127.0.0.1:4000"])[0]


class Token(AuthenticationProvider):
    """Adds a token on the emulator's first host only."""

    async def authenticate_request(self, request, additional_authentication_context=None):
        if request.url.startswith(ORIGIN + "/"):
            request.headers.add("Authorization", "Bearer opaque")


async def main():
    adapter = GraphRequestAdapter(Token())
    adapter.base_url = ORIGIN + "/v1.0"
    graph = GraphServiceClient(request_adapter=adapter)

    me = await graph.me.get()
    assert me.display_name == "Adele Vance"

    query = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters(top=1, select=["subject"])
    first = await graph.me.messages.get(RequestConfiguration(query_parameters=query))
    subjects = []
    await PageIterator(first, adapter).iterate(lambda message: subjects.append(message.subject) or True)
    assert len(subjects) >= 3, subjects

    subject = f"From Python {time.time()}"
    recipient = Recipient(email_address=EmailAddress(address="alex@contoso.com"))
    draft = await graph.me.messages.post(Message(subject=subject, to_recipients=[recipient]))
    await graph.me.messages.by_message_id(draft.id).send.post()
    query = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters(filter=f"subject eq '{subject}'")
    inbox = await graph.users.by_user_id("alex@contoso.com").messages.get(RequestConfiguration(query_parameters=query))
    assert len(inbox.value) == 1

    def at(time):
        return DateTimeTimeZone(date_time=f"2026-12-01T{time}", time_zone="UTC")

    event = await graph.me.events.post(Event(subject="Stand-up", start=at("09:00:00"), end=at("09:15:00")))
    query = CalendarViewRequestBuilder.CalendarViewRequestBuilderGetQueryParameters(
        start_date_time="2026-12-01T00:00:00Z", end_date_time="2026-12-08T00:00:00Z"
    )
    view = await graph.me.calendar_view.get(RequestConfiguration(query_parameters=query))
    assert event.id in [occurrence.id for occurrence in view.value]
    await graph.me.events.by_event_id(event.id).delete()
    try:
        await graph.me.events.by_event_id(event.id).get()
        raise AssertionError("the event is still there")
    except ODataError as error:
        assert error.response_status_code == 404

    name = f"python{time.time_ns()}"
    group = Group(display_name="From Python", mail_enabled=False, mail_nickname=name, security_enabled=True)
    group = await graph.groups.post(group)
    link = ReferenceCreate(odata_id=f"https://graph.microsoft.com/v1.0/directoryObjects/{me.id}")
    await graph.groups.by_group_id(group.id).members.ref.post(link)
    members = await graph.groups.by_group_id(group.id).members.get()
    assert [member.display_name for member in members.value] == ["Adele Vance"]
    groups = await graph.me.member_of.get()
    assert group.id in [one.id for one in groups.value]
    await graph.groups.by_group_id(group.id).members.by_directory_object_id(me.id).ref.delete()

    batch = BatchRequestContent()
    for request in [graph.me.to_get_request_information(), graph.me.messages.to_get_request_information()]:
        item = BatchRequestItem(request)
        # By itself the client writes an absolute URL with the version, which the service does not take.
        item.url = item.url.removeprefix(ORIGIN).removeprefix("/v1.0")
        batch.add_request(item.id, item)
    answers = await graph.batch.post(batch)
    assert [answers.responses[item].status for item in batch.requests] == [200, 200]

    content = bytes(index % 251 for index in range(700_000))
    drive = await graph.me.drive.get()
    target = graph.drives.by_drive_id(drive.id).items.by_drive_item_id("root:/python/large.bin:")
    body = CreateUploadSessionPostRequestBody(
        item=DriveItemUploadableProperties(additional_data={"@microsoft.graph.conflictBehavior": "replace"})
    )
    session = await target.create_upload_session.post(body)
    # The client's LargeFileUploadTask (msgraph-core 1.5.2) makes every slice after the first one byte too long, so that it is
    # no multiple of 320 KiB, and sends the last one twice. The slices are therefore sent without it.
    async with httpx.AsyncClient() as http:
        for start in range(0, len(content), 327_680):
            part = content[start : start + 327_680]
            span = f"bytes {start}-{start + len(part) - 1}/{len(content)}"
            answer = await http.put(session.upload_url, content=part, headers={"Content-Range": span})
            assert answer.status_code in (200, 201, 202), answer.text
    assert await target.content.get() == content

    delta = await graph.me.mail_folders.by_mail_folder_id("inbox").messages.delta.get()
    assert delta.odata_delta_link
    print("Python: all answered as expected")


asyncio.run(main())
