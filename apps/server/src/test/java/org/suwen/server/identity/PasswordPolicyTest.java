package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.suwen.server.identity.PasswordPolicy.Lack;

class PasswordPolicyTest {
    /** T-PAT-06. */
    @Test
    void judgesTheExamplesOfTheCatalogue() {
        PasswordPolicy policy = PasswordPolicy.standard();

        assertThat(policy.lacks("abcdefg1")).containsExactly(Lack.UPPER_CASE, Lack.SPECIAL);
        assertThat(policy.lacks("Abcdefg1")).containsExactly(Lack.SPECIAL);
        assertThat(policy.lacks("Abcdef1!")).isEmpty();
    }

    @Test
    void wantsTheConfiguredLength() {
        assertThat(new PasswordPolicy(12).lacks("Abcdef1!")).containsExactly(Lack.LENGTH);
        assertThat(PasswordPolicy.standard().lacks("Abcde1!")).containsExactly(Lack.LENGTH);
        assertThatThrownBy(() -> new PasswordPolicy(7)).hasMessageContaining("8 or more");
    }

    @Test
    void doesNotTakeASpaceOrAChineseCharacterForASpecialOne() {
        assertThat(PasswordPolicy.standard().lacks("Abcdef1 ")).containsExactly(Lack.SPECIAL);
        assertThat(PasswordPolicy.standard().lacks("Abcdef1医")).containsExactly(Lack.SPECIAL);
    }

    @Test
    void refusesWhatTheHashWouldCut() {
        assertThat(PasswordPolicy.standard().lacks("Abcdef1!".repeat(9))).isEmpty();
        assertThat(PasswordPolicy.standard().lacks("Abcdef1!".repeat(9) + "x")).containsExactly(Lack.TOO_LONG);
    }
}
