package org.suwen.server.office;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.post.Post;

/** Notices that were to be sent, and what became of each (DOC-40). */
@RestController
public class NoticesApi {

    private static final int LONGEST_LIST = 200;

    private final Post post;
    private final OfficeDoor door;

    /** The interface of {@code post}. */
    public NoticesApi(Post post, OfficeDoor door) {
        this.post = post;
        this.door = door;
    }

    /** The latest notices. */
    @GetMapping("/api/office/notices")
    public Map<String, List<Post.Told>> notices(@RequestCaller Caller caller) {
        door.enter(caller, "office.notices");
        return Map.of("notices", post.all().stream().limit(LONGEST_LIST).toList());
    }
}
