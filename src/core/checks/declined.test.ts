import { expect, test } from 'vitest';
import { declinedIn } from './declined.ts';

test.each([
  "I'm sorry, I can't help with that.",
  'I’m very sorry, but the picture is not clear.',
  'Sorry, I cannot describe people.',
  'I cannot identify what is shown.',
  'I am unable to view images.',
  'Unfortunately, I do not have access to the video.',
  'I apologize, but this request goes against my guidelines.',
  'As an AI language model, I see no pictures.',
  '抱歉，我不能描述这张图片。',
  '我无法查看图片。',
])('is a refusal: %s', (text) => {
  expect(declinedIn(text)).not.toBeNull();
});

test.each([
  'A man who looks sorry sits at a table.',
  'I-beams are lifted onto a roof.',
  'Unfortunate timing makes the pan slip.',
  'As an airplane lands, people wave.',
  'Sorrel leaves are torn into a bowl.',
  '一名男子抱歉地笑了笑。',
])('is a caption: %s', (text) => {
  expect(declinedIn(text)).toBeNull();
});
