/** A profile, or what was taken for one, that has no goroutines to show. */
export interface ProfileRefusal {
  readonly kind: 'refused';
  /** Which profile it is, e.g. `heap`; undefined if it is none that can be read. */
  readonly profile: string | undefined;
  /** What it is and what to fetch instead, for people. */
  readonly message: string;
}

const otherProfiles: Readonly<Record<string, string>> = {
  cpu: 'a CPU profile, which says where time was spent',
  heap: 'a heap profile, which says where memory was allocated',
  block: 'a block profile, which says where goroutines have waited',
  mutex: 'a mutex profile, which says where locks were fought for',
  contention: 'a block or mutex profile, which says where goroutines have waited',
};

const instead = 'fetch /debug/pprof/goroutine?debug=2.';

/** Refuses a profile of another kind. */
export function otherProfile(profile: string): ProfileRefusal {
  const what = Object.hasOwn(otherProfiles, profile)
    ? otherProfiles[profile]!
    : `a profile of “${profile.slice(0, 80)}”`;
  const message = `This is ${what}; it does not list goroutines. For a goroutine dump ${instead}`;
  return { kind: 'refused', profile, message };
}

/** Refuses what is no profile, or none that can be read. @param reason a sentence's beginning, without a period */
export function noProfile(reason: string): ProfileRefusal {
  return { kind: 'refused', profile: undefined, message: `${reason}. For a goroutine dump ${instead}` };
}
