package org.homeroom.e2e;

/// What stands on the screen, in one language. Written out here rather than read from the client's
/// catalogue: a test that read it would pass with empty words.
record Words(
        String locale,
        String name,
        String email,
        String password,
        String createAccount,
        String checkYourEmail,
        String addressConfirmed,
        String signIn,
        String chats,
        String newChat,
        String nameOrEmail,
        String messageToPrefix,
        String channels,
        String joinChannel,
        String writeComment,
        String offline) {

    static final Words ENGLISH =
            new Words(
                    "en-US",
                    "Name",
                    "Email",
                    "Password",
                    "Create account",
                    "Check your email",
                    "Your address is confirmed",
                    "Sign in",
                    "Chats",
                    "New chat",
                    "Name or email address",
                    "Message ",
                    "Channels",
                    "Join the channel",
                    "Write a comment",
                    "You are offline. Messages will be sent when you are back.");

    static final Words CHINESE =
            new Words(
                    "zh-TW",
                    "姓名",
                    "電子郵件",
                    "密碼",
                    "建立帳號",
                    "請查看你的信箱",
                    "信箱驗證完成",
                    "登入",
                    "聊天",
                    "新聊天",
                    "姓名或電子郵件地址",
                    "傳訊息給",
                    "頻道",
                    "加入頻道",
                    "寫留言",
                    "你目前離線。恢復連線後會送出訊息。");

    /// What is written out where it is used: what only one test reads.
    String of(String english, String chinese) {
        return this == ENGLISH ? english : chinese;
    }

    String messageTo(String name) {
        return messageToPrefix + name;
    }
}
