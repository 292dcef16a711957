import {words} from './words.ts';

/** The operators of `pg_catalog`; without a schema nothing else is found on the guarded search path. */
export const builtInOperators: ReadonlySet<string> = new Set(
	words(String.raw`
	! !! !~ !~* !~~ !~~* # ## #- #> #>> % & && &< &<| &> * *< *<= *<> *= *> *>= + - -> ->> -|- / < <-> << <<= <<| <=
	<> <@ <^ = > >= >> >>= >^ ? ?# ?& ?- ?-| ?| ?|| @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~* ~<=~ ~<~ ~= ~>=~
	~>~ ~~ ~~*
`),
);
