import { isAnswer, loggedIn } from './access.ts';
import { type Answer, detail, unprocessable } from './answers.ts';
import type { Body } from './body.ts';
import { mishapTo } from './sending-faults.ts';
import { adding, unpacksBadly } from './outcome.ts';
import { last, notWhole } from './pagination.ts';
import { processing } from './processing.ts';
import type { Asked, Nomad, Reply } from './requests.ts';
import { answered } from './rows.ts';
import { fileName, filesSent, isMultipart, noFileName, sentFile } from './sent-file.ts';
import type { User } from './users.ts';

/** POST /uploads. What it refuses it refuses from the head alone, but of a multipart form it reads the body first. */
export function send(nomad: Nomad, asked: Asked): Reply {
  const sender = senderOf(nomad, asked);
  if (isAnswer(sender) && !isMultipart(asked)) return sender;
  return (body) => (isAnswer(sender) ? sender : create(nomad, asked, sender, body));
}

function senderOf(nomad: Nomad, asked: Asked): User | Answer {
  const user = loggedIn(nomad, asked, 'uploads:write');
  if (isAnswer(user)) return user;
  const wrong = notWhole(asked.url.searchParams, 'embargo_length');
  if (wrong.length > 0) return unprocessable(...wrong);
  const unpublished = nomad.uploads.all().filter(({ owner, published }) => owner === user.name && !published);
  if (!user.admin && unpublished.length >= nomad.uploadLimit) {
    return detail(400, 'Limit of unpublished uploads exceeded for user.');
  }
  const embargo = embargoOf(asked);
  if (embargo < 0 || embargo > 36) return detail(400, '`embargo_length` must be between 0 and 36 months.');
  return fileName(asked).includes('/') ? detail(400, 'Bad file name provided.') : user;
}

function embargoOf(asked: Asked): number {
  return Number(last(asked.url.searchParams, 'embargo_length') ?? 0);
}

/** Nothing sent, or nothing that NOMAD finds: an upload that stays READY. */
function create(nomad: Nomad, asked: Asked, user: User, body: Body): Answer {
  const sent = sentFile(asked, body);
  const files = sent && filesSent(sent);
  if (sent?.name === '' && !files) return detail(400, noFileName);
  const name = last(asked.url.searchParams, 'upload_name') ?? (sent?.name === '' ? undefined : sent?.name);
  const embargo = embargoOf(asked);
  const id = nomad.uploads.add({
    owner: user.name,
    madeWith: asked.headers.authorization ?? '',
    status: 'READY',
    embargo,
    files: [],
    ...(name !== undefined && { name }),
  });
  const before = nomad.uploads.ending(id);
  if (sent && before && asked.mishap?.kind !== 'lost-files') {
    const outcome = files
      ? adding(nomad.version, before, mishapTo(files, asked.mishap), sent.name)
      : unpacksBadly(nomad.version, before);
    nomad.uploads.process(id, processing(nomad.version, before, outcome, nomad.uploads.moment()), false);
  }
  // Only exactly this Accept gets JSON (both versions).
  if (asked.headers.accept === 'application/json') return answered(nomad, nomad.uploads.peek(id), (row) => row);
  const gui = asked.url.href.replace(/\/api\/v1\/.*/, '/gui');
  const thanks = `\nThanks for uploading your data to nomad.\nGo back to ${gui} and press\nreload to see the progress on your upload\nand publish your data.`;
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: thanks };
}
