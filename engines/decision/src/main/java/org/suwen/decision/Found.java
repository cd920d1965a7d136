package org.suwen.decision;

/** Places of the rules found at a stage; written anew each time, so that nothing is allocated. */
final class Found {

    int[] rules = new int[64];
    int count;

    void clear(int most) {
        count = 0;
        if (rules.length < most) {
            rules = new int[most];
        }
    }

    /** Few are found, so insertion is the quickest; repeats are left out. */
    void sort() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int rule = rules[i];
            int at = kept;
            while (at > 0 && place(rules[at - 1]) > place(rule)) {
                at--;
            }
            if (at > 0 && place(rules[at - 1]) == place(rule)) {
                continue;
            }
            System.arraycopy(rules, at, rules, at + 1, kept - at);
            rules[at] = rule;
            kept++;
        }
        count = kept;
    }

    private static int place(int rule) {
        return rule & ~Stage.FAULT;
    }
}
