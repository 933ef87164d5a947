/** A small file that keeps every rule, with ordinal, cumulative and approval variants. */
export const APPROVAL = `META
key;value
description;A village
country;Ukraine
unit;Viche
instance;2026
num_projects;3
num_votes;4
budget;1331751.11
vote_type;approval
rule;greedy
date_begin;01.05.2026
date_end;2026
min_length;1
max_length;2
local_key;kept
PROJECTS
project_id;cost;votes;name;category;selected
01;1000000.11;3;"A ""green"" yard; with
a well";green,water;1
B/2;4000.0;2;Benches;green;1
c;999999999;1;Withdrawn;;0
VOTES
voter_id;vote;sex
v1;01;F
v2;01,B/2;M
v3;B/2,01;O
v4;c;F
`;

export const CUMULATIVE = `META
key;value
description;A village
country;Ukraine
unit;Viche
instance;2026
num_projects;2
num_votes;3
budget;100
vote_type;cumulative
rule;greedy
date_begin;2026
date_end;2026
min_sum_points;1
max_sum_points;5
PROJECTS
project_id;cost;votes;score
a;60;2;6.5
b;50;2;3
VOTES
voter_id;vote;points
1;a;4
2;a,b;2.5,1
3;b;2
`;

export const ORDINAL = `META
key;value
description;A village
country;Ukraine
unit;Viche
instance;2026
num_projects;2
num_votes;3
budget;100
vote_type;ordinal
rule;greedy
date_begin;2026
date_end;2026
PROJECTS
project_id;cost;votes;score
a;60;2;3
b;50;3;4
VOTES
voter_id;vote
1;a,b
2;b,a
3;b
`;
