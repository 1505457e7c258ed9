import type { QuestionType } from '../../core/tasks.ts';

/** What was asked about one described video. Everything here is invented. */
export interface Demonstration<Item> {
  description: string;
  asked: Readonly<Record<QuestionType, Item>>;
}

type Pair = readonly [question: string, answer: string];

const NON_EXISTENT = 'Non-Existent Actions with Existent Scene Depictions';

const BAKING: Demonstration<Pair> = {
  description:
    'In a bright kitchen with white tiles, a woman in a green apron stands behind a wooden table. A red bowl is to the left of a tray with six paper cups. She cracks two eggs into the bowl, pours in milk from a glass jug and whisks slowly, then faster, until the pale batter turns yellow. A boy in a striped shirt walks in from the right, dips a finger into the bowl and laughs. She wags a finger at him, then hands him the spoon, and together they fill four of the six cups. The camera moves in on the cups. At last she carries the tray to the oven at the back, and the boy waves at the oven door.',
  asked: {
    Temporal: [
      'What does the woman do right after pouring in the milk?',
      'She whisks the mixture.',
    ],
    Spatial: [
      'Where does the bowl stand in relation to the tray?',
      'The bowl stands to the left of the tray.',
    ],
    Causal: [
      'Why does the woman wag her finger at the boy?',
      'Because he dipped his finger into the batter.',
    ],
    'Description-Scene': [
      'In what kind of place does the video take place?',
      'It takes place in a bright kitchen with white tiles.',
    ],
    'Description-Human': ['What is the woman wearing?', 'She is wearing a green apron.'],
    'Description-Object': ['What does the bowl look like?', 'It is a red bowl.'],
    Count: ['How many paper cups are filled with batter?', 'Four of the six cups are filled.'],
    Binary: ['Does the boy taste the batter?', 'Yes, he dips a finger into the bowl.'],
    'Fine Grained Action Understanding': [
      'How does the woman mix the batter?',
      'She whisks it, slowly at first and then faster.',
    ],
    'Plot Understanding': [
      'How does the meeting between the woman and the boy turn out?',
      'She scolds him at first, then lets him help, and they fill the cups together.',
    ],
    [NON_EXISTENT]: [
      'What does the woman do after dropping the jug of milk?',
      'She does not drop the jug; she pours the milk from it into the bowl.',
    ],
    'Time Order Understanding': [
      'In which order do the milk, the eggs and the whisking come?',
      'First the eggs, then the milk, and the whisking last.',
    ],
    'Object Direction': [
      'Which way does the tray move at the end?',
      'It is carried away from the table, towards the oven at the back.',
    ],
    'Camera Direction': [
      'How does the camera move while the cups are filled?',
      'It moves in on the cups.',
    ],
    Speed: ['How does the speed of the whisking change?', 'It begins slowly and gets faster.'],
    'Attribute Change': [
      'How does the colour of the batter change?',
      'It turns from pale to yellow.',
    ],
  },
};

const FETCH: Demonstration<Pair> = {
  description:
    'On a wide lawn below three birch trees, under a grey sky, a man in a blue raincoat throws an orange ball with his right hand. A small brown dog and a large black dog run after it; the small one is ahead all the way and reaches the ball first. It carries the ball in an arc to the left and lies down behind a bench instead of bringing it back. The camera pans left after it. The man walks over slowly, kneels and holds out a biscuit. The dog drops the ball and takes the biscuit, while the black dog picks up the ball and trots towards the camera. By then rain has darkened the bench, which was light and dry before.',
  asked: {
    Temporal: [
      'What happens just before the small dog drops the ball?',
      'The man kneels and holds out a biscuit.',
    ],
    Spatial: ['Where does the small dog lie down?', 'Behind a bench.'],
    Causal: [
      'What makes the small dog let go of the ball?',
      'The biscuit that the man holds out to it.',
    ],
    'Description-Scene': ['What is the weather like?', 'The sky is grey, and later it rains.'],
    'Description-Human': ['What does the man wear?', 'He wears a blue raincoat.'],
    'Description-Object': ['What colour is the ball?', 'The ball is orange.'],
    Count: ['How many dogs run after the ball?', 'Two dogs run after it.'],
    Binary: [
      'Does the large dog reach the ball first?',
      'No, the small brown dog reaches it first.',
    ],
    'Fine Grained Action Understanding': [
      'Does the man throw, roll or kick the ball?',
      'He throws it, with his right hand.',
    ],
    'Plot Understanding': [
      'How does the man get the game going again?',
      'He trades a biscuit for the ball that the small dog would not bring back.',
    ],
    [NON_EXISTENT]: [
      'Which dog jumps over the bench?',
      'Neither does; the small dog lies down behind the bench.',
    ],
    'Time Order Understanding': [
      'Which comes first: the small dog lying down or the man kneeling?',
      'The small dog lies down first.',
    ],
    'Object Direction': [
      'In which direction is the ball carried by the black dog at the end?',
      'Towards the camera.',
    ],
    'Camera Direction': ['How does the camera follow the small dog?', 'It pans left.'],
    Speed: ['Which dog runs faster?', 'The small brown dog does.'],
    'Attribute Change': [
      'How does the bench change during the video?',
      'Rain darkens it; it was light and dry before.',
    ],
  },
};

const WHEEL: Demonstration<Pair> = {
  description:
    'In a narrow workshop lit by one lamp, a young woman with a grey cap turns a bicycle upside down on the floor. She spins the front wheel by hand: it wobbles, touches the brake at each turn and stops. With a small key she tightens three spokes on the right side, spinning the wheel after each of them, and each time it runs straighter. An old man watches from a stool by the door and nods. The camera tilts up from the wheel to her face. She spins it once more; it runs fast and without a sound of contact on the brake pads, and she sets the bicycle back on its wheels and rolls it out through the door into daylight.',
  asked: {
    Temporal: [
      'What does the woman do each time after tightening a spoke?',
      'She spins the wheel.',
    ],
    Spatial: ['Where does the old man sit?', 'On a stool by the door.'],
    Causal: [
      'Why does the wheel stop when it is spun for the first time?',
      'Because it wobbles and touches the brake.',
    ],
    'Description-Scene': [
      'What does the room look like?',
      'It is a narrow workshop lit by one lamp.',
    ],
    'Description-Human': ['What does the young woman have on her head?', 'A grey cap.'],
    'Description-Object': [
      'In what position is the bicycle while it is repaired?',
      'It stands upside down on the floor.',
    ],
    Count: ['How many spokes are tightened?', 'Three.'],
    Binary: ['Does the old man help with the repair?', 'No, he only watches and nods.'],
    'Fine Grained Action Understanding': [
      'What exactly does she do to the spokes: bend, tighten or replace them?',
      'She tightens them with a small key.',
    ],
    'Plot Understanding': [
      'How is the problem with the wheel solved?',
      'She tightens spokes and tries the wheel again and again until it runs straight.',
    ],
    [NON_EXISTENT]: [
      'What does the old man do with the pump?',
      'He uses no pump; he watches from his stool.',
    ],
    'Time Order Understanding': [
      'Is the bicycle rolled out before or after the last spin of the wheel?',
      'After the last spin.',
    ],
    'Object Direction': ['Where is the bicycle moved at the end?', 'Out through the door.'],
    'Camera Direction': ['How does the camera get from the wheel to her face?', 'It tilts up.'],
    Speed: [
      'How does the last spin of the wheel compare with the first?',
      'It runs fast, while the first one soon stops.',
    ],
    'Attribute Change': [
      'How does the running of the wheel change?',
      'It wobbles at first and runs straight in the end.',
    ],
  },
};

/** The pool for open-ended questions: three descriptions, one example of every type for each. */
export const OPEN_DEMONSTRATIONS: readonly Demonstration<Pair>[] = [BAKING, FETCH, WHEEL];

/** The right option first, as drafts are asked for; the studio mixes them. */
export type Choice = readonly [
  question: string,
  right: string,
  wrong1: string,
  wrong2: string,
  wrong3: string,
];

/** The pool for multiple choice, with another video than the open-ended one has. */
export const CHOICE_DEMONSTRATIONS: readonly Demonstration<Choice>[] = [
  {
    description:
      'At a river landing at dusk, a ferryman in a yellow vest waves two cars and a van onto a flat ferry, the van last. He lifts the ramp with a crank, and the ferry slides away to the right, slowly at first and then faster. The camera pans right along with it. A child leans on the rail and throws bread to gulls. In mid-river the lamps on the ferry go on one after the other. On the far side, where a hut stands left of the road, a cyclist waits. The van drives off first, then the two cars, and the cyclist rolls aboard.',
    asked: {
      Temporal: [
        'What does the ferryman do right after the van is aboard?',
        'He lifts the ramp',
        'He waves at a gull',
        'He lights the lamps',
        'He unties the cyclist’s bag',
      ],
      Spatial: [
        'Where does the hut stand?',
        'Left of the road',
        'Right of the road',
        'On the ferry’s deck',
        'Under the ramp',
      ],
      Causal: [
        'Why does the cyclist wait at the far side?',
        'To come aboard after the cars',
        'To sell bread to the child',
        'To lift the ramp by hand',
        'To repair the van there',
      ],
      'Description-Scene': [
        'At what time of day does it take place?',
        'At dusk',
        'At noon',
        'In bright morning sun',
        'In full night',
      ],
      'Description-Human': [
        'What is the ferryman wearing?',
        'A yellow vest',
        'A red jacket',
        'A white shirt',
        'A blue coat',
      ],
      'Description-Object': [
        'What kind of ferry is it?',
        'A flat one',
        'One with sails',
        'One with two decks',
        'One with a roof',
      ],
      Count: ['How many vehicles cross at first?', 'Three', 'Two', 'Four', 'Five'],
      Binary: ['Does the van drive off first?', 'Yes', 'No', 'It stays aboard', 'It never boards'],
      'Fine Grained Action Understanding': [
        'How is the ramp brought up?',
        'It is cranked up',
        'It is pulled by hand',
        'It is pushed by a car',
        'It folds by itself',
      ],
      'Plot Understanding': [
        'What is the crossing for?',
        'To bring vehicles over',
        'To catch fish in mid-river',
        'To rescue a swimmer',
        'To tow a broken boat',
      ],
      [NON_EXISTENT]: [
        'What does the child do when falling overboard?',
        'The child does not fall',
        'Holds on to the rail',
        'Swims to the landing',
        'Is lifted by the ferryman',
      ],
      'Time Order Understanding': [
        'What comes last?',
        'The cyclist rolls aboard',
        'The ramp is lifted',
        'The lamps go on',
        'The van drives off',
      ],
      'Object Direction': [
        'Which way does the ferry leave?',
        'To the right',
        'To the left',
        'Towards the camera',
        'Straight backwards',
      ],
      'Camera Direction': [
        'How does the camera move as the ferry leaves?',
        'It pans right',
        'It pans left',
        'It tilts up',
        'It zooms out',
      ],
      Speed: [
        'How does the ferry’s speed change?',
        'Slow, then faster',
        'Fast, then slower',
        'It stays the same',
        'It stops halfway',
      ],
      'Attribute Change': [
        'What changes on the ferry in mid-river?',
        'Its lamps go on',
        'Its paint comes off',
        'Its flag comes down',
        'Its ramp opens',
      ],
    },
  },
];
