/** What JSON can say. The one place where `null` is a word: in a patch it deletes a key. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | {readonly [name: string]: JsonValue};

export type JsonObject = {readonly [name: string]: JsonValue};
